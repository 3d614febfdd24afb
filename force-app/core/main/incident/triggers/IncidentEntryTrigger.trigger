trigger IncidentEntryTrigger on Incident_Entry__c(before update, before delete) {
    IncidentEntryHandler.refuse(Trigger.isDelete ? Trigger.old : Trigger.new);
}
