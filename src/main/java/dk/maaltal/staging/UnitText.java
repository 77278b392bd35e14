package dk.maaltal.staging;

import dk.maaltal.register.ProductionUnit;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A workplace as text: the same facts are the same text on any machine, at any time. */
final class UnitText {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private UnitText() {}

    static String of(ProductionUnit unit) {
        return JSON.writeValueAsString(unit);
    }

    static ProductionUnit read(String text) {
        return JSON.readValue(text, ProductionUnit.class);
    }
}
