package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class VintageTest extends VintageCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.h2();
    }
}
