package dk.maaltal.source.jobindsats;

/**
 * One measure of a table, which is one column of its answers.
 *
 * @param group id of its group
 * @param groupName the group's label
 * @param id its own id
 * @param name its own label
 */
public record MeasureColumn(String group, String groupName, String id, String name) {
    /** What names it in a series key: {@code <group>/<id>}. */
    public String key() {
        return group + "/" + id;
    }

    /** {@code group: name}, the form answers use where a group holds several. */
    String fullName() {
        return groupName + ": " + name;
    }
}
