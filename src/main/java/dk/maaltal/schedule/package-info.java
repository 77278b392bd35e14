/** Calendar to job request, with a missed-run policy. */
@NullMarked
package dk.maaltal.schedule;

import org.jspecify.annotations.NullMarked;
