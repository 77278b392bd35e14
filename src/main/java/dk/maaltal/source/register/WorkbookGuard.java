package dk.maaltal.source.register;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads through every part of a workbook before the library does, and keeps nothing: an .xlsx file may be a zip bomb,
 * or hold a cell in column {@code ZZZZZZ} for which the library would make room.
 */
final class WorkbookGuard {
    private static final long MOST_BYTES = 1L << 30;
    private static final long MOST_STRING_BYTES = 48L << 20;
    private static final long MOST_OTHER_BYTES = 16L << 20;
    private static final int MOST_PARTS = 5_000;
    private static final int MOST_ARRAYS = 200;
    private static final int MOST_FORMULA = 8_192;
    private static final int MOST_COLUMN_LETTERS = 3;
    private static final Set<String> TYPES = Set.of("n", "s", "b", "e", "str", "inlineStr");
    private static final XMLInputFactory XML = factory();

    private final ZipFile zip;
    private long inflated;
    private long strings;
    private long highestString = -1;
    private boolean hasStrings;

    private WorkbookGuard(ZipFile zip) {
        this.zip = zip;
    }

    /** The parser the library has: what one takes the other takes too. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** @throws Refused when it is no workbook, or more than one may be */
    static void check(Path file) throws IOException, Refused {
        refuseOthers(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            new WorkbookGuard(zip).check();
        } catch (ZipException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static void refuseOthers(Path file) throws IOException, Refused {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(4);
        }
        if (head.length == 0) {
            throw new Refused("the file is empty", "a workbook", "ask for the extract again");
        }
        int first = head[0] & 0xff;
        if (first == 0xd0) {
            throw new Refused(
                    "the file is an old workbook (.xls) or one with a password",
                    ".xlsx without a password",
                    "save it as .xlsx or CSV UTF-8, without a password");
        }
        if (head.length < 4 || first != 'P' || head[1] != 'K') {
            throw new Refused(
                    "the file is no workbook" + (first == '<' ? ", but HTML or XML" : ""),
                    "an .xlsx file",
                    "open it in Excel and save it as .xlsx, or name it .csv if it is text");
        }
    }

    private static Refused damaged(Exception e) {
        return new Refused(
                "the workbook is damaged",
                "a workbook that Excel opens without repair",
                "open it in Excel and save it again, or save it as CSV UTF-8",
                e);
    }

    private void check() throws IOException, Refused {
        List<? extends ZipEntry> parts = Collections.list(zip.entries());
        Set<String> names = new HashSet<>();
        for (ZipEntry part : parts) {
            // Two parts of one name, and which is read is anyone's guess.
            if (!names.add(part.getName().toLowerCase(Locale.ROOT)) || names.size() > MOST_PARTS) {
                throw beyond("it has a part twice, or more than %d".formatted(MOST_PARTS));
            }
        }
        for (ZipEntry part : parts) {
            check(part);
        }
        if (highestString >= (hasStrings ? strings : 0)) {
            throw beyond("a cell names a text that is not there");
        }
    }

    private void check(ZipEntry part) throws Refused {
        try (BoundedXml xml = new BoundedXml(
                new BufferedInputStream(zip.getInputStream(part)), part.getCompressedSize(), MOST_BYTES - inflated)) {
            if (xml.maybe()) {
                read(xml);
                inflated += xml.size();
            }
        } catch (BoundedXml.Beyond e) {
            throw beyond(e.what());
        } catch (XMLStreamException | IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private void read(BoundedXml xml) throws XMLStreamException, IOException, Refused {
        XMLStreamReader reader = XML.createXMLStreamReader(xml);
        try {
            if (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "worksheet" -> sheet(reader);
                    case "sst" -> strings(reader, xml);
                    default -> other(reader, xml);
                }
            }
        } finally {
            reader.close();
        }
    }

    private void strings(XMLStreamReader reader, BoundedXml xml) throws XMLStreamException, Refused {
        if (hasStrings) {
            throw beyond("it has two tables of texts");
        }
        hasStrings = true;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("si")) {
                strings++;
            }
            refuseAbove(xml, MOST_STRING_BYTES);
        }
    }

    private static void other(XMLStreamReader reader, BoundedXml xml) throws XMLStreamException, Refused {
        while (reader.hasNext()) {
            reader.next();
            refuseAbove(xml, MOST_OTHER_BYTES);
        }
    }

    private static void refuseAbove(BoundedXml xml, long most) throws Refused {
        if (xml.size() > most) {
            throw beyond("a part that is no sheet inflates to more than %d MiB".formatted(most >> 20));
        }
    }

    private void sheet(XMLStreamReader reader) throws XMLStreamException, Refused {
        int cells = 0;
        int arrays = 0;
        boolean named = false;
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                text.setLength(0);
                switch (reader.getLocalName()) {
                    case "row" -> cells = 0;
                    case "c" -> {
                        named = "s".equals(reader.getAttributeValue(null, "t"));
                        checkCell(reader, ++cells);
                    }
                    case "f" -> arrays += "array".equals(reader.getAttributeValue(null, "t")) ? 1 : 0;
                    default -> {}
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                checkText(reader.getLocalName(), text, named);
                text.setLength(0);
            } else if (event == XMLStreamConstants.CHARACTERS && text.length() <= Cells.MOST_CELL) {
                text.append(reader.getText());
            }
            if (arrays > MOST_ARRAYS) {
                throw beyond("it has more than %d array formulas".formatted(MOST_ARRAYS));
            }
        }
    }

    private void checkText(String element, StringBuilder text, boolean named) throws Refused {
        if (element.equals("f") && text.length() > MOST_FORMULA) {
            throw beyond("a formula has more than %d characters".formatted(MOST_FORMULA));
        }
        if (element.equals("v") && named && text.length() > 0) {
            try {
                long index = Integer.parseInt(text.toString());
                highestString = index < 0 ? Long.MAX_VALUE : Math.max(highestString, index);
            } catch (NumberFormatException e) {
                throw damaged(e);
            }
        }
    }

    private static void checkCell(XMLStreamReader reader, int cells) throws Refused {
        if (cells > Cells.MOST_COLUMNS) {
            throw beyond("a row has more than %d columns".formatted(Cells.MOST_COLUMNS));
        }
        String type = reader.getAttributeValue(null, "t");
        if (type != null && !TYPES.contains(type)) {
            throw beyond("a cell has the type '%s'".formatted(Words.shown(type)));
        }
        String address = reader.getAttributeValue(null, "r");
        if (address != null && column(address) > Cells.MOST_COLUMNS) {
            throw beyond("a cell is beyond column %d".formatted(Cells.MOST_COLUMNS));
        }
    }

    /** {@code AB12} is column 28. */
    private static int column(String address) {
        int column = 0;
        for (int i = 0; i < address.length(); i++) {
            int letter = Character.toUpperCase(address.charAt(i)) - 'A' + 1;
            if (letter < 1 || letter > 26) {
                return column;
            }
            if (i == MOST_COLUMN_LETTERS) {
                return Integer.MAX_VALUE;
            }
            column = column * 26 + letter;
        }
        return column;
    }

    private static Refused beyond(String what) {
        return new Refused(
                "the workbook is refused: " + what,
                "a workbook of an extract, as a spreadsheet program writes it",
                "look at where it comes from; open it in Excel and save the sheet as CSV UTF-8");
    }
}
