trigger LeakSignalTrigger on Leak_Signal__e(after insert) {
    LeakSignalHandler.afterInsert(Trigger.new);
}
