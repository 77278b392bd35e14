package dk.maaltal.staging.register;

import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the places of a file's labels to those of the generation's. */
record Remap(int[] columns, long[][] places) {
    /** @param codes what is held; gets the labels that are new */
    static Remap of(Register register, Map<String, List<String>> codes, Map<String, List<String>> read) {
        List<Integer> columns = new ArrayList<>();
        List<long[]> places = new ArrayList<>();
        for (Column column : register.valueColumns()) {
            List<String> labels = read.get(column.name());
            if (labels == null) {
                continue;
            }
            List<String> all = new ArrayList<>(codes.getOrDefault(column.name(), List.of()));
            boolean isSame = all.isEmpty();
            long[] to = new long[labels.size()];
            for (int i = 0; i < to.length; i++) {
                int at = isSame ? -1 : all.indexOf(labels.get(i));
                to[i] = at >= 0 ? at : all.size();
                if (at < 0) {
                    all.add(labels.get(i));
                }
            }
            codes.put(column.name(), List.copyOf(all));
            if (!isSame) {
                columns.add(register.place(column.name()));
                places.add(to);
            }
        }
        return new Remap(columns.stream().mapToInt(Integer::intValue).toArray(), places.toArray(new long[0][]));
    }

    void apply(RowBlock rows, int firstNew) {
        for (int i = 0; i < columns.length; i++) {
            long[] values = rows.column(columns[i]);
            for (int row = firstNew; row < rows.size(); row++) {
                if (values[row] >= 0) {
                    values[row] = places[i][Math.toIntExact(values[row])];
                }
            }
        }
    }
}
