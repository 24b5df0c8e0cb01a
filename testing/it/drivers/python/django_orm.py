"""Django's ORM on psycopg2 through Howdah: PGHOST and its like say where."""

import datetime
import os
import threading

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ["PGHOST"], "PORT": os.environ["PGPORT"], "NAME": os.environ["PGDATABASE"],
        "USER": os.environ["PGUSER"], "PASSWORD": os.environ["PGPASSWORD"], "CONN_MAX_AGE": 60}},
    USE_TZ=True, TIME_ZONE="Asia/Tokyo", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField")
django.setup()

from django.db import IntegrityError, connection, models, transaction  # noqa: E402
from django.db.models import Count, F, Prefetch, Sum  # noqa: E402


class Keeper(models.Model):
    name = models.CharField(max_length=50, unique=True)
    traits = models.JSONField(default=dict)
    since = models.DateTimeField()

    class Meta:
        app_label = "contenttypes"  # models have to be some installed application's
        db_table = "django_check_keeper"


class Animal(models.Model):
    name = models.TextField()
    kilograms = models.DecimalField(max_digits=9, decimal_places=3)
    keeper = models.ForeignKey(Keeper, on_delete=models.CASCADE, related_name="animals")

    class Meta:
        app_label = "contenttypes"
        db_table = "django_check_animal"


SINCE = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.timezone.utc)


def schema():
    with connection.schema_editor() as editor:
        editor.execute("DROP TABLE IF EXISTS django_check_animal, django_check_keeper CASCADE")
        editor.create_model(Keeper)
        editor.create_model(Animal)
    tables = connection.introspection.table_names()
    assert {"django_check_animal", "django_check_keeper"} <= set(tables), tables


def entities():
    for i in range(20):
        keeper = Keeper.objects.create(name=f"keeper {i}", traits={"n": i}, since=SINCE)
        keeper.animals.bulk_create(
            [Animal(name=f"animal {i}.{j}", kilograms=j, keeper=keeper) for j in range(5)])
    keeper = Keeper.objects.get(traits__n=7)
    assert keeper.name == "keeper 7" and keeper.since == SINCE
    assert keeper.animals.count() == 5


def queries():
    assert Animal.objects.filter(keeper__name="keeper 3").aggregate(Sum("kilograms"))["kilograms__sum"] == 10
    counted = Keeper.objects.annotate(n=Count("animals")).filter(n=5).prefetch_related(
        Prefetch("animals", Animal.objects.order_by("id")))
    assert sum(len(keeper.animals.all()) for keeper in counted) == 100
    assert Animal.objects.select_related("keeper").get(name="animal 3.4").keeper.name == "keeper 3"
    assert list(Animal.objects.order_by("id").values_list("name", flat=True)[40:42]) == ["animal 8.0", "animal 8.1"]
    assert Keeper.objects.raw("SELECT * FROM django_check_keeper WHERE name = %s", ["keeper 1"])[0].traits == {"n": 1}


def updates():
    Animal.objects.filter(keeper__name="keeper 1").update(kilograms=F("kilograms") + 1)
    animals = list(Animal.objects.filter(keeper__name="keeper 2"))
    for animal in animals:
        animal.name = animal.name.upper()
    Animal.objects.bulk_update(animals, ["name"])
    assert Animal.objects.filter(name__startswith="ANIMAL").count() == 5
    keeper, made = Keeper.objects.update_or_create(name="new", defaults={"since": SINCE})
    assert made and Keeper.objects.get_or_create(name="new", defaults={"since": SINCE}) == (keeper, False)


def transactions():
    try:
        with transaction.atomic():
            Keeper.objects.create(name="lost", since=SINCE)
            try:
                with transaction.atomic():
                    Keeper.objects.create(name="lost", since=SINCE)
            except IntegrityError:
                Keeper.objects.create(name="after a savepoint", since=SINCE)
            assert Keeper.objects.filter(name="after a savepoint").exists()
            raise KeyError
    except KeyError:
        pass
    assert not Keeper.objects.filter(name="lost").exists()
    done = []
    with transaction.atomic():
        locked = Keeper.objects.select_for_update(of=("self",)).get(name="keeper 1")
        transaction.on_commit(lambda: done.append(locked.name))
    assert done == ["keeper 1"]


def iteration():
    """Outside a transaction Django's iterator is a cursor WITH HOLD."""
    seen = 0
    for _ in Animal.objects.order_by("id").iterator(chunk_size=30):
        seen += 1
        if seen % 40 == 0:
            Keeper.objects.count()
    assert seen == 100, seen
    with transaction.atomic():
        assert sum(1 for _ in Animal.objects.iterator(chunk_size=30)) == 100


def time_zones():
    """Django sets its time zone at the start of a connection."""
    for _ in range(5):
        with connection.cursor() as cursor:
            cursor.execute("SHOW timezone")
            assert cursor.fetchone() == ("UTC",)
        connection.close()


def threads():
    wrong = []

    def work(i):
        try:
            for j in range(10):
                name = f"keeper {(i + j) % 20}"
                if Keeper.objects.get(name=name).animals.count() != 5:
                    wrong.append(name)
        except Exception as error:  # shown by the main thread
            wrong.append(error)
        finally:
            connection.close()
    workers = [threading.Thread(target=work, args=(i,)) for i in range(16)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not wrong, wrong


def deletions():
    assert Keeper.objects.filter(name="keeper 1").delete()[0] == 6
    with connection.schema_editor() as editor:
        editor.delete_model(Animal)
        editor.delete_model(Keeper)


for check in (schema, entities, queries, updates, transactions, iteration, time_zones, threads, deletions):
    check()
    print(check.__name__)
connection.close()
