-- A ticket goes, wherever it stands. KEYS and ARGV as in gate.lua.
local who = redis.call('HGET', KEYS[4], ARGV[1])
if redis.call('ZREM', KEYS[3], ARGV[1]) == 1 and who and redis.call('HINCRBY', KEYS[5], who, -1) <= 0 then
  redis.call('HDEL', KEYS[5], who)
end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[4], ARGV[1])
return 1
