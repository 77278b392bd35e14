package dk.maaltal.series;

/** Which area hierarchy of Jobindsats a table's figures are asked by. */
public enum AreaKind {
    /** {@code _nykom}: 98 municipalities under the whole country. */
    MUNICIPALITY,
    /** Jobcentres (job orders): an id or name with "jobcent", the country from the same or {@code _hele_landet}. */
    JOBCENTRE
}
