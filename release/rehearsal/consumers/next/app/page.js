export default function Page() {
  return <h1>Training</h1>;
}
