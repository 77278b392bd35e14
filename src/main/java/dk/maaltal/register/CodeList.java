package dk.maaltal.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The codes a column may hold.
 *
 * @param name {@code ydelse}, {@code tilbud.type}
 * @param codes in the order of the file; labels are unique
 */
public record CodeList(String name, List<Code> codes) {
    public CodeList {
        codes = List.copyOf(codes);
    }

    /**
     * One code.
     *
     * @param label as canonical files write it
     * @param validFrom first day it may be used, or null when it always might
     * @param validTo last day, or null when it still may
     * @param properties what measures call it by: {@code midlertidig}, {@code ledig}, {@code virksomhedsrettet}
     */
    public record Code(
            String label,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            Set<String> properties) {
        public Code {
            properties = Set.copyOf(properties);
        }

        /** Whether it may be used on a day. */
        public boolean holdsOn(LocalDate day) {
            return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
        }
    }

    public Optional<Code> code(String label) {
        return codes.stream().filter(code -> code.label().equals(label)).findFirst();
    }

    /** The labels of the codes with a property, in the order of the file. */
    public List<String> having(String property) {
        return codes.stream()
                .filter(code -> code.properties().contains(property))
                .map(Code::label)
                .toList();
    }
}
