package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class UnitsTest extends UnitsCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.h2();
    }
}
