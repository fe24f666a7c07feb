-- One step of one ticket: expires what is stale, lets in whoever fits, and answers where the ticket stands.
-- KEYS: queue, seen, leases (sorted sets), users (ticket -> user), counts (user -> leases), next (number)
-- ARGV: ticket, user, lifetime in ms, per user, total, longest queue, mode (enter, hold, keep)
-- Answers {1, 0, 0} inside, {0, position, size} waiting, {-1, 0, 0} no room to wait, {-2, 0, 0} lost.
local ticket, user, lifetime = ARGV[1], ARGV[2], tonumber(ARGV[3])
local perUser, total, longest, mode = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function count(who)
  return tonumber(redis.call('HGET', KEYS[5], who) or '0')
end

local function admit(which, who)
  redis.call('ZREM', KEYS[1], which)
  redis.call('ZREM', KEYS[2], which)
  redis.call('HSET', KEYS[4], which, who)
  redis.call('ZADD', KEYS[3], now + lifetime, which)
  redis.call('HINCRBY', KEYS[5], who, 1)
end

for _, stale in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now)) do
  local who = redis.call('HGET', KEYS[4], stale)
  redis.call('ZREM', KEYS[3], stale)
  redis.call('HDEL', KEYS[4], stale)
  if who and redis.call('HINCRBY', KEYS[5], who, -1) <= 0 then
    redis.call('HDEL', KEYS[5], who)
  end
end
for _, stale in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('ZREM', KEYS[1], stale)
  redis.call('ZREM', KEYS[2], stale)
  redis.call('HDEL', KEYS[4], stale)
end

if redis.call('ZSCORE', KEYS[3], ticket) then
  redis.call('ZADD', KEYS[3], now + lifetime, ticket)
  return {1, 0, 0}
end
if mode == 'keep' then
  admit(ticket, user)
  return {1, 0, 0}
end
if mode == 'hold' then
  if redis.call('ZCARD', KEYS[3]) < total and count(user) < perUser then
    admit(ticket, user)
    return {1, 0, 0}
  end
  return {-2, 0, 0}
end
if not redis.call('ZSCORE', KEYS[1], ticket) then
  local fits = redis.call('ZCARD', KEYS[3]) < total and count(user) < perUser
  if not fits and redis.call('ZCARD', KEYS[1]) >= longest then
    return {-1, 0, 0}
  end
  redis.call('ZADD', KEYS[1], redis.call('INCR', KEYS[6]), ticket)
  redis.call('HSET', KEYS[4], ticket, user)
end
redis.call('ZADD', KEYS[2], now + lifetime, ticket)

-- In the order they came: a user at the limit holds up nobody else.
local place = 0
for _, waiting in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local who = redis.call('HGET', KEYS[4], waiting)
  if redis.call('ZCARD', KEYS[3]) < total and count(who) < perUser then
    admit(waiting, who)
    if waiting == ticket then
      return {1, 0, 0}
    end
  else
    place = place + 1
    if waiting == ticket then
      return {0, place, redis.call('ZCARD', KEYS[1])}
    end
  end
end
return {-2, 0, 0}
