-- A ticket goes, wherever it stands; who gives up a place in the queue may come back to it.
-- KEYS as in gate.lua. ARGV: ticket, for how long the place is kept in ms
local leases, queue, seen, mine, left = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local place = redis.call('ZSCORE', queue, ARGV[1])
if place then
  local time = redis.call('TIME')
  redis.call('ZADD', left, math.floor(time[1] * 1000 + time[2] / 1000) + ARGV[2], place)
  redis.call('PEXPIRE', left, ARGV[2])
end
for _, key in ipairs({leases, queue, seen, mine}) do
  redis.call('ZREM', key, ARGV[1])
end
return 1
