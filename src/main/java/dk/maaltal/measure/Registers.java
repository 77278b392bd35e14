package dk.maaltal.measure;

/** What the evaluation asks of the registers while none are read yet. */
@FunctionalInterface
public interface Registers {
    /** No register was ever accepted. */
    Registers NONE = register -> false;

    /** Whether the register, by its canonical name, ever had an accepted generation. */
    boolean everAccepted(String register);
}
