/** The outside world for tests: a simulated Jobindsats, a second, naive computation of the plan, databases, clocks. */
@NullMarked
package dk.maaltal.testing;

import org.jspecify.annotations.NullMarked;
