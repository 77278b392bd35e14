/** What the documents say, held against the code. */
package dk.maaltal.docs;
