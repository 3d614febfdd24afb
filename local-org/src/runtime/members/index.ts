/** Importing this module registers the members of collections, records, exceptions, enums and Object. */
import './collections.ts';
import './exceptions.ts';
import './objects.ts';
import './sobject.ts';
import './stubs.ts';
