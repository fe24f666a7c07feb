-- One step of one ticket: asks for a slot or keeps it, and answers where the ticket stands. What it costs does not depend on
-- how many wait, and each key that is lost comes back with the steps of one lifetime.
-- KEYS: leases, queue, seen, the tickets of this user, the places that this user has left and until when they are kept (sorted sets)
-- ARGV: ticket, lifetime in ms, per user, total, longest queue, mode (enter, hold, keep), arrival (0 before the first answer),
--       1 when this instance has known the gate before
-- Answers {1, 0, 0, 0} inside, {0, position, size, arrival} waiting, {-1, 0, 0, 0} no room to wait, {-2, 0, 0, 0} lost.
local leases, queue, seen, mine, left = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local ticket, lifetime, perUser = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local total, longest, mode, arrival = tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6], tonumber(ARGV[7])
local day = 24 * 60 * 60 * 1000
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local now = math.floor(micros / 1000)

-- From when on newcomers are admitted stands among the leases, below zero: it is lost when they are, and so it is seen that
-- they were. Those who are inside come back within a lifetime, and nobody may have taken their slots by then.
local function opensAt(moment)
  redis.call('ZADD', leases, -moment, '#')
  return moment
end
local opens = redis.call('ZSCORE', leases, '#')
opens = opens and -tonumber(opens) or opensAt(ARGV[8] == '1' and now + lifetime or now)

redis.call('ZREMRANGEBYSCORE', leases, 0, now)
redis.call('ZREMRANGEBYSCORE', mine, 0, now)
local inside = redis.call('ZCARD', leases) - 1
local others = redis.call('ZCARD', mine) - (redis.call('ZSCORE', mine, ticket) and 1 or 0)

local function lease()
  redis.call('ZADD', leases, now + lifetime, ticket)
  redis.call('ZADD', mine, now + lifetime, ticket)
  redis.call('PEXPIRE', leases, math.max(day, 2 * lifetime))
  redis.call('PEXPIRE', mine, lifetime)
  return {1, 0, 0, 0}
end

if redis.call('ZSCORE', leases, ticket) then
  return lease()
end
if mode == 'keep' then
  -- It had no time to end by itself, so others are lost as well.
  if opens <= now then
    opensAt(now + lifetime)
  end
  return lease()
end
if mode == 'hold' then
  if inside < total and others < perUser then
    return lease()
  end
  return {-2, 0, 0, 0}
end

for _, stale in ipairs(redis.call('ZRANGEBYSCORE', seen, 0, now, 'LIMIT', 0, 100)) do
  redis.call('ZREM', queue, stale)
  redis.call('ZREM', seen, stale)
end
if redis.call('ZCARD', seen) < redis.call('ZCARD', queue) then
  -- Lost: who is alive asks again in time.
  for _, waiting in ipairs(redis.call('ZRANGE', queue, 0, -1)) do
    redis.call('ZADD', seen, 'NX', now + lifetime, waiting)
  end
end

local free = opens <= now and total - inside or 0
local place = redis.call('ZSCORE', queue, ticket)
if place then
  arrival = tonumber(place)
else
  if arrival == 0 then
    -- The best of them; it has no more than tickets, because it takes these before it gets new ones.
    redis.call('ZREMRANGEBYSCORE', left, 0, now)
    local back
    for _, place in ipairs(redis.call('ZRANGE', left, 0, -1)) do
      back = back and tonumber(back) < tonumber(place) and back or place
    end
    local full = not back and redis.call('ZCARD', queue) >= math.max(longest, free)
    if full or others >= perUser then
      redis.call('PEXPIRE', leases, math.max(day, 2 * lifetime))
      return {-1, 0, 0, 0}
    end
    local last = redis.call('ZREVRANGE', queue, 0, 0, 'WITHSCORES')[2]
    if back then
      arrival = tonumber(back)
      redis.call('ZREM', left, back)
    else
      arrival = math.max(micros, (tonumber(last) or 0) + 1)
    end
  end
  redis.call('ZADD', queue, arrival, ticket)
end

-- Those before it have so many of the free slots, each at its own next step.
local before = redis.call('ZRANK', queue, ticket)
if before < free then
  redis.call('ZREM', queue, ticket)
  redis.call('ZREM', seen, ticket)
  return lease()
end
redis.call('ZADD', seen, now + lifetime, ticket)
redis.call('ZADD', mine, now + lifetime, ticket)
redis.call('PEXPIRE', leases, math.max(day, 2 * lifetime))
for _, key in ipairs({queue, seen, mine}) do
  redis.call('PEXPIRE', key, lifetime)
end
return {0, before + 1, redis.call('ZCARD', queue), arrival}
