package dk.maaltal;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application class. */
@SpringBootApplication(proxyBeanMethods = false)
public class Maaltal {
    public static void main(String[] args) {}
}
