package io.howdah.bench.matrix;

import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pgbench says at its end.
 *
 * @param transactions that it has run
 * @param tps transactions a second, connecting not counted
 */
record PgbenchReport(long transactions, double tps) {
    private static final Pattern TRANSACTIONS = Pattern.compile("actually processed: (\\d+)");
    private static final Pattern TPS = Pattern.compile("\\btps = ([0-9.]+)");

    /**
     * @throws BenchException when nothing was run; its message is pgbench's last line
     */
    static PgbenchReport parse(String text) throws BenchException {
        Matcher transactions = TRANSACTIONS.matcher(text);
        Matcher tps = TPS.matcher(text);
        if (!transactions.find() || !tps.find() || transactions.group(1).equals("0")) {
            throw new BenchException("pgbench ran nothing: " + Shell.lastLine(text));
        }
        return new PgbenchReport(
                Long.parseLong(transactions.group(1)), Double.parseDouble(tps.group(1)));
    }
}
