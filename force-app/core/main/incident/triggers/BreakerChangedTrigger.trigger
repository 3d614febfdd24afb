trigger BreakerChangedTrigger on Breaker_Changed__e(after insert) {
    BreakerChangedHandler.afterInsert(Trigger.new);
}
