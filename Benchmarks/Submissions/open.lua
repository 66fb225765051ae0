-- Each request is a new respondent by the open link, who answers everything, with a comment. Every answer is read; `run` holds
-- how many there were against what the database has.
local number = 0
local thread_number = 0
function setup(thread) thread:set("id", thread_number); thread_number = thread_number + 1 end
function init(args) math.randomseed(os.time() + id); run = math.random(1, 1000000000) end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
-- How long each connection waits between two requests on average, in milliseconds; without it they don't wait.
local pause = tonumber(os.getenv("PAUSE") or "")
if pause then function delay() return math.random(0, 2 * pause) end end
function request()
  number = number + 1
  local key = string.format("bench%012d%03d%012d", run, id, number)
  local body = "at=drivers&go=next&recommend=" .. (number % 11) .. "&grade=" .. (number % 10 + 1)
    .. "&why=Ze+komen+hun+afspraken+na+en+bellen+altijd+terug&drivers.d0=4&drivers.d1=5&drivers.d2=na"
    .. "&drivers.d3=3&drivers.d4=2&drivers.d5=4"
  return wrk.format(nil, "/o/benchbenchbenchbench22/" .. key, nil, body)
end
function done(summary, latency)
  io.write(string.format("p50 %.1f ms, p99 %.1f ms, max %.1f ms, errors %d\n", latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, latency.max / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
