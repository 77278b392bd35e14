package dk.maaltal.source.cvr;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.source.JsonText;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.PatientReader;
import dk.maaltal.source.UnreadableAnswer;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * One answer of {@code _search}, all shards of it and in time.
 *
 * @param total how many the search finds in all
 * @param hits those of this answer, in order
 * @param lastSort where the next page begins: the sort values of the last hit; null when there is none
 */
record SearchAnswer<T>(long total, List<T> hits, @Nullable JsonNode lastSort) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** For a part of an answer, which is followed by more. */
    private static final ObjectReader TREE =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    SearchAnswer {
        hits = List.copyOf(hits);
    }

    /** What is made of a hit's {@code _source}. */
    interface Document<T> {
        T read(JsonNode source, int place) throws UnreadableAnswer;
    }

    static SearchAnswer<ProductionUnit> units(InputStream body) throws UnreadableAnswer {
        return read(body, UnitDocument::read);
    }

    static SearchAnswer<Long> pNumbers(InputStream body) throws UnreadableAnswer {
        return read(body, UnitDocument::pNumber);
    }

    private static <T> SearchAnswer<T> read(InputStream body, Document<T> document) throws UnreadableAnswer {
        return JsonText.read(body, "", parser -> new Scan<>(parser, document).answer());
    }

    /** The same reader, which says how many hits there were. */
    static <T> PatientReader.Reader<SearchAnswer<T>> counted(PatientReader.Reader<SearchAnswer<T>> read) {
        return new PatientReader.Reader<>() {
            @Override
            public SearchAnswer<T> read(InputStream body) throws UnreadableAnswer {
                return read.read(body);
            }

            @Override
            public long rows(SearchAnswer<T> answer) {
                return answer.hits().size();
            }
        };
    }

    /** Goes through an answer hit by hit: a page of large units need not stand in memory as a whole. */
    private static final class Scan<T> {
        private final JsonParser parser;
        private final Document<T> document;
        private final List<T> hits = new ArrayList<>();
        private @Nullable JsonNode lastSort;
        private @Nullable JsonNode total;
        private boolean sawHits;
        private boolean isLate;
        private long failedShards;

        Scan(JsonParser parser, Document<T> document) {
            this.parser = parser;
            this.document = document;
        }

        SearchAnswer<T> answer() throws UnreadableAnswer {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw UnreadableAnswer.mismatch("", "the answer is no object", "an answer of _search");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "hits" -> hits();
                    case "timed_out" -> isLate = parser.currentToken() == JsonToken.VALUE_TRUE;
                    case "_shards" -> failedShards = tree().path("failed").asLong(0);
                    default -> parser.skipChildren();
                }
            }
            return checked();
        }

        private void hits() throws UnreadableAnswer {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw UnreadableAnswer.mismatch("", "its hits are no object", "hits with a total and hits");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (name.equals("total")) {
                    total = tree();
                } else if (name.equals("hits") && token == JsonToken.START_ARRAY) {
                    sawHits = true;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        hit(tree());
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void hit(JsonNode hit) throws UnreadableAnswer {
            JsonNode source = hit.path("_source");
            if (!source.isObject()) {
                throw UnreadableAnswer.mismatch("", "a hit has no _source", "every hit with its _source");
            }
            hits.add(document.read(source, hits.size() + 1));
            lastSort = hit.path("sort").isArray() && !hit.path("sort").isEmpty() ? hit.path("sort") : null;
        }

        private JsonNode tree() {
            return TREE.readValue(parser);
        }

        private SearchAnswer<T> checked() throws UnreadableAnswer {
            if (isLate) {
                throw unreadable(
                        Outcome.TIMEOUT, "CVR says it ran out of time (timed_out) and gave a part", "the whole answer");
            }
            if (failedShards > 0) {
                throw unreadable(
                        Outcome.SERVER_ERROR,
                        "%d parts of the index did not answer (_shards.failed)".formatted(failedShards),
                        "an answer of all shards");
            }
            if (!sawHits) {
                throw UnreadableAnswer.mismatch("", "the answer has no list of hits", "hits.hits");
            }
            return new SearchAnswer<>(total(), hits, lastSort);
        }

        /** A plain number in ElasticSearch 6, an object from 7 on. */
        private long total() throws UnreadableAnswer {
            JsonNode said = total == null ? MAPPER.missingNode() : total;
            JsonNode number = said.isObject() ? said.path("value") : said;
            boolean isExact =
                    !said.isObject() || said.path("relation").asString("eq").equals("eq");
            if (!number.isIntegralNumber() || number.asLong() < hits.size() || !isExact) {
                throw UnreadableAnswer.mismatch(
                        "",
                        "its hits.total is %s with %d hits"
                                .formatted(
                                        total == null ? "not there" : JsonText.shortened(said.toString()), hits.size()),
                        "the exact number of units that were found");
            }
            return number.asLong();
        }

        private static UnreadableAnswer unreadable(Outcome outcome, String what, String expected) {
            return new UnreadableAnswer(outcome, Problem.upstream("", what, expected, ""));
        }
    }
}
