-- Sends self-assessment saves, each with a command id of its own, and stops sending before wrk stops listening,
-- so that every request that was sent is also answered.
-- Arguments: seconds, then for each clerk: path, cookie, body with its form token.
local ffi = require("ffi")
ffi.cdef [[typedef struct { long seconds; long micros; } moment; int gettimeofday(moment *, void *);]]
local clock = ffi.new("moment")

local function now()
   ffi.C.gettimeofday(clock, nil)
   return tonumber(clock.seconds) + tonumber(clock.micros) / 1e6
end

local threads = {}
function setup(thread)
   thread:set("number", #threads)
   table.insert(threads, thread)
end

local clerks = {}
function init(arguments)
   for at = 2, #arguments, 3 do
      table.insert(clerks, { path = arguments[at], cookie = arguments[at + 1], body = arguments[at + 2] })
   end
   run = string.format("%08x", math.floor(now()) % 0x100000000)
   began = now()
   stop = began + tonumber(arguments[1])
   sent, good, bad = 0, 0, 0
end

function delay()
   return now() < stop and 0 or 60000
end

function request()
   sent = sent + 1
   local clerk = clerks[sent % #clerks + 1]
   local id = string.format("%s-0000-7000-8%03x-%012x", run, number, sent)
   -- Another text each time, or there would be nothing to save.
   local body = string.format("command=%s&%s", id, (clerk.body:gsub("NUMBER", number .. "-" .. sent)))
   return wrk.format("POST", clerk.path, {
      ["Cookie"] = clerk.cookie, ["Content-Type"] = "application/x-www-form-urlencoded",
      ["Accept"] = "application/json" }, body)
end

function response(status)
   if status >= 200 and status < 300 then good = good + 1 else bad = bad + 1; last = status end
end

function done(summary, latency)
   local sent, good, bad, last = 0, 0, 0, 0
   for _, thread in ipairs(threads) do
      sent, good, bad = sent + thread:get("sent"), good + thread:get("good"), bad + thread:get("bad")
      last = thread:get("last") or last
   end
   print(string.format("RESULT sent=%d good=%d bad=%d last=%d p50=%.1f p99=%.1f", sent, good, bad, last,
      latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
