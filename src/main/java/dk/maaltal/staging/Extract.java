package dk.maaltal.staging;

import java.time.LocalDate;

/**
 * By what a generation of a register is told from every other.
 *
 * @param register {@code tilbud}
 * @param extractDate the day it shows the register as of
 * @param sha256 of the file that made it, as it was dropped
 */
public record Extract(String register, LocalDate extractDate, String sha256) {}
