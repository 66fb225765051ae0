-- Each request is a new respondent by the open link of the demo (`-- LINK`), who answers what was asked after a contact.
local number = 0
local link
function init(args) link = args[1]; math.randomseed(os.time()); run = math.random(1, 1000000000) end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
function request()
  number = number + 1
  local key = string.format("demo%012d%012d", run, number)
  local body = "at=why&go=next&solved=yes&effort=" .. (number % 7 + 1) .. "&grade=" .. (number % 10 + 1)
    .. "&drivers.wait=4&drivers.friendly=5&drivers.expertise=na"
  return wrk.format(nil, "/o/" .. link .. "/" .. key, nil, body)
end
