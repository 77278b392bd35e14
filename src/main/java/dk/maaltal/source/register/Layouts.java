package dk.maaltal.source.register;

import dk.maaltal.declaration.Findings;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Register;
import java.nio.file.Path;
import java.util.List;

/** Every declared layout: the files {@code *.yml} in a folder and the folders below it. */
public final class Layouts {
    private final List<Layout> all;

    Layouts(List<Layout> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads all of them; those that hold anything wrong are left out, and the findings say what.
     *
     * @param folder {@code config/registers}
     * @param codes what words may be translated to
     */
    public static Layouts read(Path folder, CodeLists codes, Findings findings) {
        return new Layouts(List.of());
    }

    List<Layout> of(Register register) {
        return all.stream().filter(layout -> layout.register() == register).toList();
    }

    /** The names of a register's layouts, in order. */
    public List<String> names(Register register) {
        return of(register).stream().map(Layout::name).toList();
    }
}
