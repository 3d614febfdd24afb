trigger ContainmentOrderTrigger on Incident_Changed__e(after insert) {
    ContainmentOrders.afterInsert(Trigger.new);
}
