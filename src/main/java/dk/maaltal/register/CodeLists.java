package dk.maaltal.register;

import dk.maaltal.declaration.Findings;
import dk.maaltal.declaration.Section;
import dk.maaltal.declaration.YamlFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every code list, as {@code config/codelists/codes.yml} has them. */
public final class CodeLists {
    private final Map<String, CodeList> byName;

    public CodeLists(List<CodeList> lists) {
        Map<String, CodeList> all = new LinkedHashMap<>();
        lists.forEach(list -> all.put(list.name(), list));
        this.byName = Map.copyOf(all);
    }

    /** The list of a name; one that is not there has no codes. */
    public CodeList list(String name) {
        return byName.getOrDefault(name, new CodeList(name, List.of()));
    }

    /**
     * Reads the file; empty when it holds anything wrong, and then the findings say what.
     *
     * @param findings of that file
     */
    public static Optional<CodeLists> read(Path file, Findings findings) {
        int before = findings.count();
        return checked(YamlFile.read(file, findings), findings, before);
    }

    /** The same of a file whose text is at hand. */
    public static Optional<CodeLists> of(String text, Findings findings) {
        int before = findings.count();
        return checked(YamlFile.of(text, findings), findings, before);
    }

    private static Optional<CodeLists> checked(Optional<Section> file, Findings findings, int before) {
        List<CodeList> lists = file.map(CodeLists::lists).orElse(List.of());
        Set<String> needed = new TreeSet<>();
        for (Register register : Register.values()) {
            register.columns()
                    .forEach(column -> Optional.ofNullable(column.codelist()).ifPresent(needed::add));
        }
        lists.forEach(list -> needed.remove(list.name()));
        if (findings.count() == before && !needed.isEmpty()) {
            findings.add(1, "no code list " + String.join(", ", needed), "every list the registers use");
        }
        return findings.count() == before ? Optional.of(new CodeLists(lists)) : Optional.empty();
    }

    private static List<CodeList> lists(Section file) {
        List<CodeList> lists = new ArrayList<>();
        for (Section list : file.sections("codelists")) {
            String name = list.text("name");
            List<CodeList.Code> codes = new ArrayList<>();
            Set<String> labels = new TreeSet<>();
            for (Section code : list.sections("codes")) {
                String label = code.text("code");
                LocalDate from = code.optionalDate("valid_from");
                LocalDate to = code.optionalDate("valid_to");
                Set<String> properties = Set.copyOf(code.optionalTexts("properties"));
                code.done();
                if (!labels.add(label)) {
                    code.wrong("code", "'%s' stands twice in %s".formatted(label, name), "each code once");
                }
                if (from != null && to != null && to.isBefore(from)) {
                    code.wrong("valid_to", "'%s' ends before it begins".formatted(label), "a later day");
                }
                codes.add(new CodeList.Code(label, from, to, properties));
            }
            list.done();
            lists.add(new CodeList(name, codes));
        }
        file.done();
        return lists;
    }
}
