package dk.maaltal.problem;

/** Whose move it is when something went wrong; decides exit code and whether to try again. */
public enum Mover {
    /** The source failed, refused or changed: wait, retry, or ask its owner. */
    UPSTREAM,
    /** Delivered data could not be taken: look at the named rows. */
    INPUT,
    /** A plan, job, layout or setting is wrong: mend the named file and line. */
    DECLARATION,
    /** A fault in Måltal or its machine. */
    US
}
