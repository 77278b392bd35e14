/** Health for the machine that watches; no rule lives here. */
@NullMarked
package dk.maaltal.web;

import org.jspecify.annotations.NullMarked;
