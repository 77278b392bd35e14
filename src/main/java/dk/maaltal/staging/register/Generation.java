package dk.maaltal.staging.register;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dk.maaltal.register.Register;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code generation.json}: nothing in it is personal.
 *
 * @param version of the folder's form
 * @param register its text
 * @param extractDate the day the register is shown as of
 * @param sha256 of the file as it was dropped
 * @param layout the name of the layout that fitted
 * @param delta whether the file was added to what was held
 * @param base the folder of the generation a delta was added to, or null
 * @param coversFrom the first day the layout says the extract reaches back to, or null
 * @param firstDay that, else the earliest day in it, or null when it has no row
 * @param keyFingerprint of the key the pseudonyms were made with, or null when there was none
 * @param rows distinct rows it holds
 * @param persons who have any; 0 in a register without persons
 * @param taken rows of the file that could be taken
 * @param merged rows of the file that were alike in every column with another, or that a later one replaced
 * @param rejected rows of the file that could not
 * @param skipped declared total and footnote rows
 * @param codes for each code and word column its labels, by the place that stands in the rows
 * @param warnings what was taken and should be looked at
 * @param buckets in order
 */
@JsonPropertyOrder({"version", "register", "extractDate", "sha256", "layout"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Generation(
        int version,
        String register,
        LocalDate extractDate,
        String sha256,
        String layout,
        boolean delta,
        @Nullable String base,
        @Nullable LocalDate coversFrom,
        @Nullable LocalDate firstDay,
        @Nullable String keyFingerprint,
        long rows,
        long persons,
        long taken,
        long merged,
        long rejected,
        long skipped,
        Map<String, List<String>> codes,
        List<String> warnings,
        List<Bucket> buckets) {
    public Generation {
        codes = java.util.Collections.unmodifiableMap(new TreeMap<>(codes));
        warnings = List.copyOf(warnings);
        buckets = List.copyOf(buckets);
    }

    /**
     * One bucket file.
     *
     * @param bytes its length
     * @param crc32c over all of them
     */
    public record Bucket(long rows, long persons, long bytes, long crc32c) {}

    /** {@code 2024-06-30-1a2b3c4d}. */
    @JsonIgnore
    public String folder() {
        return folder(extractDate, sha256);
    }

    static String folder(LocalDate extractDate, String sha256) {
        return extractDate + "-" + sha256.substring(0, 8);
    }

    @JsonIgnore
    public Register theRegister() {
        return Register.of(register).orElseThrow(() -> new IllegalStateException("there is no register " + register));
    }
}
