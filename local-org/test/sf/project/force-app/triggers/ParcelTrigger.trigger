trigger ParcelTrigger on Parcel__c(before insert) {
    for (Parcel__c parcel : Trigger.new) {
        parcel.Price__c = Postage.of(parcel.Grams__c);
    }
}
