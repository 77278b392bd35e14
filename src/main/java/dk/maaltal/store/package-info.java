/** Where the database is, and how a home's is moved to another. */
@NullMarked
package dk.maaltal.store;

import org.jspecify.annotations.NullMarked;
