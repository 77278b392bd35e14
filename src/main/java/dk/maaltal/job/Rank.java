package dk.maaltal.job;

/**
 * Which run goes first where two want to.
 *
 * @param priority the higher one
 * @param givesWay whether it lets one of higher priority go first in the middle of its work
 */
record Rank(int priority, boolean givesWay) {
    private static final int USUAL = 10;
    private static final int GIVES_WAY = 1;

    static Rank of(JobDeclaration declaration) {
        return new Rank(declaration.givesWay() ? GIVES_WAY : USUAL, declaration.givesWay());
    }
}
