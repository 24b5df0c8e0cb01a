"""SQLAlchemy's ORM on psycopg2 through Howdah: PGHOST and its like say where."""

from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, declarative_base, joinedload, relationship, selectinload
from sqlalchemy.orm.exc import StaleDataError

Base = declarative_base()


class Keeper(Base):
    __tablename__ = "alchemy_keepers"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(50), nullable=False, unique=True)
    traits = sa.Column(JSONB)
    tags = sa.Column(ARRAY(sa.Text))
    version = sa.Column(sa.Integer, nullable=False)
    animals = relationship("Animal", back_populates="keeper", cascade="all, delete-orphan")
    __mapper_args__ = {"version_id_col": version}


class Animal(Base):
    __tablename__ = "alchemy_animals"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.Text, nullable=False)
    keeper_id = sa.Column(sa.ForeignKey(Keeper.id), nullable=False)
    keeper = relationship(Keeper, back_populates="animals")


def schema(engine):
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    reflected = sa.MetaData()
    reflected.reflect(engine, only=lambda name, _: name.startswith("alchemy_"))
    assert sorted(reflected.tables) == ["alchemy_animals", "alchemy_keepers"]
    assert sa.inspect(engine).get_foreign_keys("alchemy_animals")[0]["referred_table"] == "alchemy_keepers"


def entities(engine):
    with Session(engine) as session, session.begin():
        for i in range(20):
            keeper = Keeper(name=f"keeper {i}", traits={"n": [i]}, tags=["a", None])
            keeper.animals = [Animal(name=f"animal {i}.{j}") for j in range(5)]
            session.add(keeper)
    with Session(engine) as session:
        keeper = session.execute(sa.select(Keeper).where(Keeper.traits["n"][0].as_integer() == 7)).scalar_one()
        assert (keeper.name, keeper.tags) == ("keeper 7", ["a", None])
        assert len(keeper.animals) == 5  # loaded lazily, in the same transaction


def loading(engine):
    with Session(engine) as session:
        for option in (joinedload, selectinload):
            keepers = session.execute(
                sa.select(Keeper).options(option(Keeper.animals)).order_by(Keeper.id)).unique().scalars().all()
            assert sum(len(keeper.animals) for keeper in keepers) == 100
            session.expunge_all()


def locking(engine):
    with Session(engine) as one, Session(engine) as two:
        first = one.get(Keeper, 1)
        second = two.get(Keeper, 1)
        one.commit()  # gives the backend back; the entity stays
        two.commit()
        first.name = "first"
        one.commit()
        second.version = 1
        two.connection()
    with Session(engine) as one, Session(engine) as two:
        first, second = one.get(Keeper, 2), two.get(Keeper, 2)
        first.name, second.name = "first of two", "second of two"
        one.commit()
        try:
            two.commit()
            raise AssertionError("overwritten")
        except StaleDataError:
            two.rollback()
    with Session(engine) as session, session.begin():
        session.execute(sa.select(Keeper).where(Keeper.id == 3).with_for_update(nowait=True)).scalar_one()


def savepoints(engine):
    with Session(engine) as session:
        session.add(Keeper(name="kept"))
        try:
            with session.begin_nested():
                session.add(Keeper(name="kept"))
        except IntegrityError:
            pass
        session.commit()
        assert session.query(Keeper).filter_by(name="kept").count() == 1


def pages(engine):
    with Session(engine) as session:
        seen = []
        for page in range(5):
            names = session.execute(sa.select(Animal.id).order_by(Animal.id).offset(20 * page).limit(20))
            seen += names.scalars().all()
        assert len(seen) == len(set(seen)) == 100


def streams(engine):
    with engine.connect() as connection:
        rows = connection.execution_options(stream_results=True, max_row_buffer=50).execute(
            sa.text("SELECT generate_series(1, 500)"))
        assert [row[0] for row in rows] == list(range(1, 501))


def upserts(engine):
    statement = insert(Keeper).values(name="kept", version=1)
    statement = statement.on_conflict_do_update(
        index_elements=["name"], set_={"version": Keeper.version + 1}).returning(Keeper.version)
    with engine.begin() as connection:
        assert connection.execute(statement).scalar_one() == 2
        assert connection.execute(
            sa.insert(Animal).returning(Animal.id), {"name": "x", "keeper_id": 1}).scalar_one() > 100


def isolation(engine):
    for level in ("SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED", "AUTOCOMMIT"):
        with engine.connect().execution_options(isolation_level=level) as connection:
            seen = connection.execute(sa.text("SHOW transaction_isolation")).scalar_one()
            assert seen == ("read committed" if level == "AUTOCOMMIT" else level.lower()), seen


def two_phases(engine):
    with engine.connect() as connection:
        if connection.execute(sa.text("SHOW max_prepared_transactions")).scalar_one() == "0":
            return
    with engine.connect() as connection:
        transaction = connection.begin_twophase()
        connection.execute(sa.insert(Keeper).values(name="in two phases", version=1))
        transaction.prepare()
        transaction.commit()
    with Session(engine) as session:
        assert session.query(Keeper).filter_by(name="in two phases").count() == 1


def threads(engine):
    def work(i):
        with Session(engine) as session, session.begin():
            keeper = session.get(Keeper, 4 + i % 10)
            return keeper.name == f"keeper {3 + i % 10}"
    with ThreadPoolExecutor(16) as executor:
        assert all(executor.map(work, range(200)))


def main():
    engine = sa.create_engine("postgresql+psycopg2://", pool_size=16, pool_pre_ping=True, future=True)
    for check in (schema, entities, loading, locking, savepoints, pages, streams, upserts, isolation,
                  two_phases, threads):
        check(engine)
        print(check.__name__)
    Base.metadata.drop_all(engine)
    engine.dispose()


main()
