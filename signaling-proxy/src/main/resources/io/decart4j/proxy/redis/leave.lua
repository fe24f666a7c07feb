-- A ticket goes, wherever it stands; who gives up a place in the queue may come back to it, one place a user.
-- KEYS as in gate.lua. ARGV: ticket, for how long the place is kept in ms
local leases, queue, seen, mine, left = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local place = redis.call('ZSCORE', queue, ARGV[1])
if place then
  local better = redis.call('GET', left)
  if not better or tonumber(place) < tonumber(better) then
    redis.call('SET', left, place, 'PX', ARGV[2])
  end
end
for _, key in ipairs({leases, queue, seen, mine}) do
  redis.call('ZREM', key, ARGV[1])
end
return 1
