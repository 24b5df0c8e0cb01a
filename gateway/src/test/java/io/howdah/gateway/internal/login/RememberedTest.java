package io.howdah.gateway.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Clock;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.net.Loop;
import io.netty.channel.DefaultEventLoop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

class RememberedTest {
    private final AtomicLong now = new AtomicLong();
    private final DefaultEventLoop executor = new DefaultEventLoop();
    private final Loop loop =
            new Loop(
                    0,
                    executor,
                    new Clock() {
                        @Override
                        public long nanos() {
                            return now.get();
                        }

                        @Override
                        public Instant now() {
                            return Instant.EPOCH;
                        }
                    });
    private final List<Consumer<Answer<String>>> asked = new ArrayList<>();
    private final Remembered<String> remembered =
            new Remembered<>((from, question, done) -> asked.add(done), Duration.ofSeconds(60));

    @AfterEach
    void stop() {
        executor.shutdownGracefully();
    }

    private CompletableFuture<Answer<String>> ask() {
        CompletableFuture<Answer<String>> answer = new CompletableFuture<>();
        remembered.of("who", loop, answer::complete);
        return answer;
    }

    private void answer(Answer<String> answer) {
        asked.getLast().accept(answer);
    }

    private static Answer<String> known(String text) {
        return new Answer.Known<>(text);
    }

    private static Answer<String> failed() {
        return new Answer.Failed<>(Failure.of(ErrorCode.CONNECTION_FAILURE, "down"));
    }

    @Test
    void asksOnceForAllWhoWait() {
        var first = ask();
        var second = ask();
        assertEquals(1, asked.size());
        answer(known("x"));
        assertEquals(known("x"), first.join());
        assertEquals(known("x"), second.join());
        assertEquals(known("x"), ask().join());
        assertEquals(1, asked.size());
    }

    @Test
    void asksAgainWhenTheAnswerIsOld() {
        ask();
        answer(known("x"));
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        var later = ask();
        answer(known("y"));
        assertEquals(known("y"), later.join());
    }

    @Test
    void asksAgainWhenTheAnswerIsDoubtedButNotAtOnce() {
        ask();
        answer(known("x"));
        remembered.doubt("who");
        assertEquals(known("x"), ask().join());
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        var later = ask();
        answer(known("y"));
        assertEquals(known("y"), later.join());
    }

    @Test
    void anOldAnswerIsBetterThanNone() {
        ask();
        answer(known("x"));
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        var later = ask();
        answer(failed());
        assertEquals(known("x"), later.join());
    }

    @Test
    void doesNotRememberFailures() {
        var first = ask();
        answer(failed());
        assertEquals(failed(), first.join());
        ask();
        assertEquals(2, asked.size());
    }
}
