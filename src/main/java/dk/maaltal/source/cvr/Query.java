package dk.maaltal.source.cvr;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bodies of searches. Histories are asked flat (the index keeps nested arrays in their parent too), so that a
 * condition holds for any address and any month a unit ever had.
 */
final class Query {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String ROOT = "VrproduktionsEnhed.";
    private static final String P_NUMBER = ROOT + "pNummer";
    /** Every band that reaches above 50; the last is also met without its upper end. */
    private static final List<String> BANDS = List.of(
            "ANTAL_50_99", "ANTAL_100_199", "ANTAL_200_499", "ANTAL_500_999", "ANTAL_1000_999999", "ANTAL_1000_");
    /** No names, no contact data, no persons. */
    private static final List<String> FIELDS = List.of(
            P_NUMBER,
            ROOT + "livsforloeb",
            ROOT + "beliggenhedsadresse.kommune",
            ROOT + "beliggenhedsadresse.periode",
            ROOT + "virksomhedsrelation",
            ROOT + "erstMaanedsbeskaeftigelse",
            ROOT + "sidstIndlaest");

    private Query() {}

    /**
     * Units that ever had an address in the municipality and ever more than 50 employees.
     *
     * @param municipality three digits
     * @param after the sort value of the last unit before, or null for the first page
     */
    static String page(String municipality, int size, @Nullable JsonNode after) {
        ObjectNode body = search(size, FIELDS);
        ArrayNode filters = filters(body);
        filters.addObject()
                .putObject("term")
                .put(ROOT + "beliggenhedsadresse.kommune.kommuneKode", Integer.parseInt(municipality));
        ObjectNode either = filters.addObject().putObject("bool").put("minimum_should_match", 1);
        ArrayNode should = either.putArray("should");
        should.addObject()
                .putObject("range")
                .putObject(ROOT + "erstMaanedsbeskaeftigelse.antalAnsatte")
                .put("gt", 50);
        ArrayNode bands = should.addObject()
                .putObject("terms")
                .putArray(ROOT + "erstMaanedsbeskaeftigelse.intervalKodeAntalAnsatte");
        BANDS.forEach(bands::add);
        if (after != null) {
            body.set("search_after", after);
        }
        return MAPPER.writeValueAsString(body);
    }

    /** One unit by its number; two places, so that a second hit would be seen. */
    static String one(long pNumber) {
        ObjectNode body = search(2, List.of(P_NUMBER));
        ArrayNode filters = filters(body);
        filters.addObject().putObject("term").put(P_NUMBER, String.valueOf(pNumber));
        return MAPPER.writeValueAsString(body);
    }

    /** Which of some P-numbers there are. */
    static String known(Collection<Long> pNumbers) {
        ObjectNode body = search(pNumbers.size(), List.of(P_NUMBER));
        ArrayNode numbers = filters(body).addObject().putObject("terms").putArray(P_NUMBER);
        pNumbers.forEach(number -> numbers.add(String.valueOf(number)));
        return MAPPER.writeValueAsString(body);
    }

    private static ObjectNode search(int size, List<String> fields) {
        ObjectNode body = MAPPER.createObjectNode().put("size", size);
        body.putArray("sort").addObject().put(P_NUMBER, "asc");
        ArrayNode source = body.putArray("_source");
        fields.forEach(source::add);
        return body;
    }

    /** A wrong type answers 200 with no hits; that the field exists is asked for by name. */
    private static ArrayNode filters(ObjectNode body) {
        ArrayNode filters = body.putObject("query").putObject("bool").putArray("filter");
        filters.addObject().putObject("exists").put("field", P_NUMBER);
        return filters;
    }
}
