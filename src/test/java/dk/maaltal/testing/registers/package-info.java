/** The other side of registers and CVR: worlds with seeds, the files and answers made of them, and a plain calculation. */
@org.jspecify.annotations.NullMarked
package dk.maaltal.testing.registers;
