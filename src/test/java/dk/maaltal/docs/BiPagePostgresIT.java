package dk.maaltal.docs;

import dk.maaltal.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class BiPagePostgresIT {
    @Test
    void every_view_and_column_stands_there_with_its_type_and_place_and_no_other() {
        BiPageTest.check(TestDatabase.postgres());
    }
}
