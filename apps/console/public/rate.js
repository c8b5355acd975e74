/** The page behind a rating link. The token stands after the #, which no server is sent. */
const token = location.hash.slice(1)
const at = (id) => document.getElementById(id)
const say = (text) => (at('state').textContent = text)
const key = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
const once = key()

async function send(path, body, idempotencyKey) {
  const answer = await fetch(`/api/v1/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (answer.ok) return text ? JSON.parse(text) : null
  throw new Error(messageOf(text))
}

function messageOf(text) {
  try {
    return JSON.parse(text).message
  } catch {
    return '暂时打不开，请稍后再试，或拨打 12345。'
  }
}

/** One question for each unit that worked on it. */
function askOf({ assignmentId, unitName }, index) {
  const set = document.createElement('fieldset')
  const legend = document.createElement('legend')
  legend.textContent = `${unitName}联系过您吗？`
  set.append(legend, choice(index, 'yes', '联系过'), choice(index, 'no', '没有联系'))
  set.dataset.assignment = assignmentId
  return set
}

function choice(index, value, text) {
  const label = document.createElement('label')
  const input = Object.assign(document.createElement('input'), { type: 'radio', name: `unit${index}`, value })
  input.required = true
  const words = document.createElement('span')
  words.textContent = text
  label.append(input, words)
  return label
}

function ratingOf(form) {
  const chosen = new FormData(form)
  const words = String(chosen.get('words')).trim()
  return {
    solved: chosen.get('solved'),
    resultGrade: Number(chosen.get('resultGrade')),
    mannerGrade: Number(chosen.get('mannerGrade')),
    contacted: [...document.querySelectorAll('[data-assignment]')].map((set, index) => ({
      assignmentId: set.dataset.assignment,
      contacted: chosen.get(`unit${index}`) === 'yes',
    })),
    ...(words && { words }),
  }
}

async function open() {
  const page = await send('ratings/open', { token }, key())
  at('number').textContent = `工单 ${page.number}`
  at('title').textContent = page.title
  at('units').replaceChildren(...page.units.map(askOf))
  say('只需一分钟，选好后点最下方的“提交评价”。')
  at('rating').hidden = false
}

at('rating').addEventListener('submit', async (event) => {
  event.preventDefault()
  const button = event.target.querySelector('button')
  button.disabled = true
  at('trouble').textContent = ''
  try {
    await send('ratings', { token, rating: ratingOf(event.target) }, once)
    at('rating').hidden = true
    say('已收到您的评价，谢谢！我们会如实记录，不满意的会有专人处理。')
    window.scrollTo(0, 0)
  } catch (error) {
    // What was chosen stays, so that another try costs nothing.
    at('trouble').textContent = error instanceof TypeError ? '网络不通，请检查后再点一次。' : error.message
  } finally {
    button.disabled = false
  }
})

open().catch((error) => say(error instanceof TypeError ? '网络不通，请检查后重新打开。' : error.message))
