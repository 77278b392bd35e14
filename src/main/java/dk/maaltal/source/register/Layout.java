package dk.maaltal.source.register;

import dk.maaltal.register.Register;

record Layout(String name, Register register) {}
