/** Conditions to alerts: one for one cause, a reminder a day, an all-clear when it is over; by mail and webhook. */
@NullMarked
package dk.maaltal.watch.alert;

import org.jspecify.annotations.NullMarked;
