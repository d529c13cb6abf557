-- Sends visits as phones do, each with an id of its own, and with photos in two parts each when there are any; stops
-- sending before wrk stops listening, so that every request that was sent is also answered.
-- Arguments: seconds, a file with a line for each device (cookie, token, school), the body, photos (a folder or nothing).
local ffi = require("ffi")
ffi.cdef [[typedef struct { long seconds; long micros; } moment; int gettimeofday(moment *, void *);]]
local clock = ffi.new("moment")
local PART = 256 * 1024

local function now()
   ffi.C.gettimeofday(clock, nil)
   return tonumber(clock.seconds) + tonumber(clock.micros) / 1e6
end

local function read(path)
   local file = assert(io.open(path, "rb"))
   local text = file:read("*a")
   file:close()
   return text
end

local threads = {}
function setup(thread)
   thread:set("number", #threads)
   table.insert(threads, thread)
end

local devices, photos, template = {}, {}, ""
function init(arguments)
   for line in io.lines(arguments[2]) do
      local cookie, token, school = line:match("(%S+) (%S+) (%S+)")
      table.insert(devices, { cookie = cookie, token = token, school = school })
   end
   template = read(arguments[3])
   if arguments[4] then
      for line in io.lines(arguments[4] .. "/list") do
         local name, sha = line:match("(%S+) (%S+)")
         table.insert(photos, { bytes = read(arguments[4] .. "/" .. name), sha = sha })
      end
   end
   run = string.format("%08x", math.floor(now()) % 0x100000000)
   stop = now() + tonumber(arguments[1])
   -- `timely` are answers that came before the stop, `stored` those to a visit itself, `steps` the requests of one visit.
   sent, good, bad, begun, timely, stored, steps = 0, 0, 0, 0, 0, 0, 1
   queue = {}
end

function delay()
   -- A visit that was begun is sent to its end.
   return (now() < stop or #queue > 0) and 0 or 60000
end

local function id(kind, count)
   return string.format("%s-0000-7%01x%02x-8%03x-%012x", run, kind, 0, number, count)
end

local function headers(device, type)
   return { ["Cookie"] = device.cookie, ["X-CSRF"] = device.token, ["Accept"] = "application/json",
      ["Content-Type"] = type }
end

local function visit()
   begun = begun + 1
   local device = devices[(begun * 2 + number) % #devices + 1]
   local name, list = id(1, begun), {}
   for index = 1, (#photos > 0 and 4 or 0) do
      local photo = photos[(begun * 4 + index) % #photos + 1]
      local photo_id = id(2, begun * 8 + index)
      table.insert(list, string.format('{"id":"%s","sha256":"%s","bytes":%d,"of":"visit","caption":""}', photo_id,
         photo.sha, #photo.bytes))
      local parts = math.ceil(#photo.bytes / PART)
      for part = 1, parts do
         table.insert(queue, wrk.format("PUT", string.format("/api/visits/%s/photos/%s?part=%d&of=%d", name, photo_id,
            part, parts), headers(device, "application/octet-stream"),
            photo.bytes:sub((part - 1) * PART + 1, part * PART)))
      end
   end
   steps = 1 + #queue
   local body = template:gsub("VISIT", name):gsub("SCHOOL", device.school):gsub("PHOTOS", table.concat(list, ","))
      :gsub("TEXT", number .. "-" .. begun)
   return wrk.format("POST", "/api/visits/" .. name, headers(device, "application/json"), body)
end

function request()
   sent = sent + 1
   if #queue > 0 then return table.remove(queue, 1) end
   return visit()
end

function response(status, _, body)
   if status ~= 200 then
      bad = bad + 1; last = status; words = body
      return
   end
   good = good + 1
   if now() < stop then timely = timely + 1 end
   if body:find('"number"', 1, true) then stored = stored + 1 end
end

function done(summary, latency)
   local sent, good, bad, last, visits, stored, words = 0, 0, 0, 0, 0, 0, ""
   for _, thread in ipairs(threads) do
      sent, good, bad = sent + thread:get("sent"), good + thread:get("good"), bad + thread:get("bad")
      last, stored = thread:get("last") or last, stored + thread:get("stored")
      visits = visits + thread:get("timely") / thread:get("steps")
      words = thread:get("words") or words
   end
   print(string.format("RESULT sent=%d good=%d bad=%d last=%d visits=%.1f stored=%d p50=%.1f p99=%.1f", sent, good, bad, last,
      visits, stored, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
   if bad > 0 then print(words) end
end
