/** The vocabulary of registers: the thirteen canonical ones, their columns, their code lists, and CVR's workplaces. */
@NullMarked
package dk.maaltal.register;

import org.jspecify.annotations.NullMarked;
