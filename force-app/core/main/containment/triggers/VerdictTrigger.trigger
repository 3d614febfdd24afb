trigger VerdictTrigger on Detection_Verdict__c(after insert) {
    VerdictHandler.afterInsert(Trigger.new);
}
