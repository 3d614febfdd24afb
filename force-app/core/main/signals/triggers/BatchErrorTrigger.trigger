trigger BatchErrorTrigger on BatchApexErrorEvent(after insert) {
    BatchErrorHandler.afterInsert(Trigger.new);
}
