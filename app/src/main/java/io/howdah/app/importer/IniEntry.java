package io.howdah.app.importer;

/**
 * A line {@code key = value} of an ini file.
 *
 * @param section in small letters
 */
record IniEntry(String section, String key, String value, String file, int line) {
    /** Where it is, for a person. */
    String place() {
        return file + ":" + line;
    }
}
